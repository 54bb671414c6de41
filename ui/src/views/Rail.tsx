import { IconKeyboard, IconSettings, IconSubtask } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useJobs } from "@/domains/jobs";
import { to, useRoute } from "@/shared/route";
import { PLACES } from "./routes";

export function Rail({ onKeys }: { onKeys: () => void }) {
  const { t } = useTranslation();
  const here = useRoute().parts[0] ?? "";
  const { jobs, setOpen } = useJobs();
  const running = jobs.filter((job) => job.status === "running").length;
  return (
    <nav className="rail" aria-label={t("shell.rail")}>
      <ul>
        {PLACES.map(({ part, word, icon: Icon }) => (
          <li key={part}>
            <a
              href={to(part ? [part] : [])}
              aria-current={here === part ? "page" : undefined}
              aria-label={t(`shell.${word}`)}
              title={t(`shell.${word}`)}
            >
              <Icon size={17} stroke={1.7} aria-hidden="true" />
              <span className="word">{t(`shell.${word}`)}</span>
            </a>
          </li>
        ))}
      </ul>
      <ul className="foot">
        <li>
          <button
            type="button"
            onClick={() => setOpen(true)}
            aria-label={running > 0 ? t("shell.jobs_running", { value: running }) : t("shell.jobs")}
            title={t("shell.jobs")}
          >
            <IconSubtask size={17} stroke={1.7} aria-hidden="true" />
            <span className="word">{t("shell.jobs")}</span>
            {running > 0 && <span className="tag">{running}</span>}
          </button>
        </li>
        <li>
          <button type="button" onClick={onKeys} aria-label={t("shell.keys")} title={t("shell.keys")}>
            <IconKeyboard size={17} stroke={1.7} aria-hidden="true" />
            <span className="word">{t("shell.keys")}</span>
          </button>
        </li>
        <li>
          <a
            href={to(["settings"])}
            aria-current={here === "settings" ? "page" : undefined}
            aria-label={t("settings.title")}
            title={t("settings.title")}
          >
            <IconSettings size={17} stroke={1.7} aria-hidden="true" />
            <span className="word">{t("settings.title")}</span>
          </a>
        </li>
      </ul>
    </nav>
  );
}
