export { ChangePage } from "./ChangePage";
export { ChangesList } from "./ChangesList";
export type { PlanView } from "./edit";
export { Parts } from "./Parts";
export { PlanEdits } from "./PlanEdits";
export { PictureOf } from "./StepImpact";
