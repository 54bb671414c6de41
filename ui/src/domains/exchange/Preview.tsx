import { Button } from "@mantine/core";
import { IconAlertTriangle, IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ImportResult, Tally } from "@/bindings";
import { saveContent } from "@/shared/download";
import { useFormats } from "@/shared/format";
import { Section } from "@/shared/Section";

const COUNTS = ["new", "update", "same", "ambiguous", "rejected"] as const;

/** What importing would do: counts, warnings, what is learned, and every refused row with its reason. */
export function Preview({ result }: { result: ImportResult }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { summary } = result;
  const nouns: [string, Tally][] = [
    [t("shell.items"), summary.items],
    [t("item.relations"), summary.relationships],
    [t("exchange.requirements"), summary.requirements],
  ];
  const learned = [...summary.learned_classes, ...summary.learned_types.map((type) => type.word)];
  return (
    <div className="stack">
      <Section title={t("exchange.plan")} flush>
        <table className="plain">
          <thead>
            <tr>
              <th />
              {COUNTS.map((count) => (
                <th key={count} className="number">
                  {t(`tally.${count}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {nouns.map(([name, tally]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {COUNTS.map((count) => (
                  <td key={count} className="number">
                    {number(tally[count])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <p className="dim" style={{ margin: 0 }}>
        {summary.files
          .map((file) =>
            t("exchange.file_line", {
              name: file.name,
              rows: number(file.rows),
              encoding: file.encoding,
              delimiter: file.delimiter === "\t" ? "⇥" : file.delimiter,
            }),
          )
          .join(" · ")}
        {summary.missing_in_source > 0 &&
          ` · ${t("exchange.missing", { value: number(summary.missing_in_source) })}`}
      </p>
      {learned.length > 0 && (
        <p style={{ margin: 0 }}>{t("exchange.learned", { list: learned.join(", ") })}</p>
      )}
      {summary.warnings.map((warning) => (
        <p key={warning} className="row said" style={{ margin: 0 }}>
          <IconAlertTriangle size={15} aria-hidden="true" color="var(--degraded-line)" /> {warning}
        </p>
      ))}
      {summary.refused_total > 0 && (
        <Section
          title={t("exchange.refused")}
          count={number(summary.refused_total)}
          actions={result.rejects.map((file) => (
            <Button
              key={file.name}
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden="true" />}
              onClick={() => file.content && saveContent(file.name, file.media_type, file.content)}
            >
              {file.name}
            </Button>
          ))}
          flush
        >
          <table className="plain">
            <thead>
              <tr>
                <th>{t("exchange.file")}</th>
                <th className="number">{t("exchange.line")}</th>
                <th>{t("exchange.column")}</th>
                <th>{t("common.reason")}</th>
              </tr>
            </thead>
            <tbody>
              {summary.refused.map((row) => (
                <tr key={`${row.file} ${row.line} ${row.column} ${row.reason}`}>
                  <td>{row.file}</td>
                  <td className="number">{number(row.line)}</td>
                  <td>{row.column}</td>
                  <td className="said">{row.reason}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {summary.refused_total > summary.refused.length && (
            <p className="dim" style={{ padding: "6px 12px", margin: 0 }}>
              {t("common.of_total", {
                shown: number(summary.refused.length),
                total: number(summary.refused_total),
              })}
            </p>
          )}
        </Section>
      )}
    </div>
  );
}
