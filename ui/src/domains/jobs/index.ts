export { JobsDrawer } from "./JobsDrawer";
export { type Job, useJobs, useStartJob } from "./store";
export { useJobForm } from "./useJobForm";
