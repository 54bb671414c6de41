export { Around } from "./Around";
export { MapPanel } from "./MapPanel";
export type { MapBox } from "./model";
export { Neighbours } from "./Neighbours";
export { type Places, usePlaces } from "./places";
