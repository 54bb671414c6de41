export { Outage } from "./Outage";
