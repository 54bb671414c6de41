export { useDesk, useEstate } from "./desk";
export { Home } from "./Home";
export { Start } from "./Start";
