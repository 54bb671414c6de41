import { Button, Drawer, Progress } from "@mantine/core";
import { IconBan, IconCircleCheck, IconCircleX, IconLoader } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/Empty";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { type Job, type JobStatus, useJobs } from "./store";

const ICONS: Record<JobStatus, typeof IconLoader> = {
  running: IconLoader,
  cancelling: IconLoader,
  done: IconCircleCheck,
  failed: IconCircleX,
  cancelled: IconBan,
};

/** Everything that takes long, with numbers, a way to cancel it, and what came of it. */
export function JobsDrawer() {
  const { t } = useTranslation();
  const { jobs, isOpen, setOpen, clear } = useJobs();
  return (
    <Drawer
      opened={isOpen}
      onClose={() => setOpen(false)}
      title={t("shell.jobs")}
      position="right"
      size={420}
      closeButtonProps={{ "aria-label": t("common.close") }}
    >
      {jobs.length === 0 ? (
        <Empty>{t("jobs.none")}</Empty>
      ) : (
        <div className="stack">
          {jobs.map((job) => (
            <JobCard key={job.number} job={job} />
          ))}
          <Button variant="subtle" onClick={clear}>
            {t("jobs.clear")}
          </Button>
        </div>
      )}
    </Drawer>
  );
}

function JobCard({ job }: { job: Job }) {
  const { t } = useTranslation();
  const { number, bytes } = useFormats();
  const { setOpen } = useJobs();
  const Icon = ICONS[job.status];
  const { progress } = job;
  const amount = progress?.unit === "bytes" ? bytes : number;
  const isRunning = job.status === "running" || job.status === "cancelling";
  return (
    <section className="panel" aria-label={job.title}>
      <div className="inside stack">
        <div className="row">
          <Icon size={16} aria-hidden="true" />
          <strong className="grow">{job.title}</strong>
          <span className="tag">{t(`jobs.${job.status}`)}</span>
        </div>
        {isRunning && (
          <>
            <Progress
              value={progress?.total ? (100 * progress.done) / progress.total : 0}
              aria-label={job.title}
              size="sm"
            />
            <div className="row">
              <span className="dim grow" role="status">
                {progress?.note}{" "}
                {progress &&
                  (progress.total
                    ? `${amount(progress.done)} / ${amount(progress.total)}`
                    : amount(progress.done))}
              </span>
              <Button variant="default" onClick={job.cancel} disabled={job.status === "cancelling"}>
                {t("common.cancel")}
              </Button>
            </div>
          </>
        )}
        {job.result && (
          <p style={{ margin: 0 }}>
            {job.result.address ? (
              <a href={job.result.address} onClick={() => setOpen(false)}>
                {job.result.text}
              </a>
            ) : (
              job.result.text
            )}
          </p>
        )}
        {job.error !== null && <FailureView error={job.error} />}
      </div>
    </section>
  );
}
