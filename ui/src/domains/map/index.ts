export { MapView } from "./MapView";
export type { MapBox, MapLine, MapPicture } from "./model";
