export { JobsDrawer } from "./JobsDrawer";
export { SaveReport } from "./SaveReport";
export { type Job, useJobs, useStartJob } from "./store";
export { useJobForm } from "./useJobForm";
