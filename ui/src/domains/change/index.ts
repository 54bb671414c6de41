export { ChangePage } from "./ChangePage";
export { ChangesList } from "./ChangesList";
export { WorkingSetSwitch } from "./WorkingSetSwitch";
