export { AuditActs } from "./AuditActs";
export { Care } from "./Care";
export { Damaged } from "./Damaged";
export { PurgeDialog } from "./PurgeDialog";
export { RevertButton } from "./RevertDialog";
export { useScheduledBackups } from "./useCare";
