export { ChangePage } from "./ChangePage";
export { ChangesList } from "./ChangesList";
