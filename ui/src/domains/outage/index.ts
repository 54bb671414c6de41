export { OutageLines } from "./Lines";
export { Outage } from "./Outage";
export { OutageRecord } from "./Record";
export { OutageRecords } from "./Records";
