export { Dropped } from "./Dropped";
export { ImportWizard } from "./ImportWizard";
export { Integrity } from "./Integrity";
export { Snapshots } from "./Snapshots";
