export { WorkingSetSwitch } from "./WorkingSetSwitch";
