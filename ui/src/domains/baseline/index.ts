export { Baselines } from "./Baselines";
export { Compare } from "./Compare";
