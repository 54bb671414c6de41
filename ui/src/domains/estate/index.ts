export { useDesk, useEstate } from "./desk";
export { Home } from "./Home";
export { Start, StartDialog } from "./Start";
