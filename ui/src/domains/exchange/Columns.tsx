import { Select } from "@mantine/core";
import { IconCircleCheck, IconHelpCircle } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ColumnView, FileColumns } from "@/bindings";
import { useModel } from "@/domains/model";
import { Section } from "@/shared/Section";
import type { Renames } from "./shapes";

const ITEM_ROLES = ["id", "class", "name", "status"] as const;
const RELATION_ROLES = [
  "source_id",
  "type",
  "target_id",
  "group",
  "min_up",
  "degraded_below",
  "strength",
] as const;
const KEEP = "=";
const LEAVE = "-";

export interface ColumnsProps {
  files: FileColumns[];
  renames: Renames;
  onChange: (renames: Renames) => void;
}

/** A column without a name is not read; the preview says so when it holds values. */
function isNamed(column: ColumnView): boolean {
  return column.name !== "";
}

/** Which column of a file becomes what: as it is named, under another name, or not at all. */
export function Columns({ files, renames, onChange }: ColumnsProps) {
  const { t } = useTranslation();
  const set = (name: string, value: string) => {
    const { [name]: _before, ...others } = renames;
    if (value === KEEP) onChange(others);
    else onChange({ ...others, [name]: value === LEAVE ? "" : value });
  };
  return (
    <div className="stack">
      <p className="dim" style={{ margin: 0 }}>
        {t("columns.hint")}
      </p>
      {files.map((file) => (
        <Section key={file.file} title={file.file} flush>
          <p className="row said columns-kind" role="status">
            {file.kind ? (
              <>
                <IconCircleCheck size={15} aria-hidden="true" />
                {file.kind === "items" ? t("columns.of_items") : t("columns.of_relationships")}
              </>
            ) : (
              <>
                <IconHelpCircle size={15} aria-hidden="true" color="var(--degraded-line)" />
                {t("columns.of_nothing")}
              </>
            )}
          </p>
          <table className="plain columns-table">
            <thead>
              <tr>
                <th>{t("columns.column")}</th>
                <th>{t("columns.samples")}</th>
                <th>{t("columns.becomes")}</th>
              </tr>
            </thead>
            <tbody>
              {file.columns.filter(isNamed).map((column) => (
                <tr key={column.name}>
                  <td>
                    <bdi>{column.name}</bdi>
                  </td>
                  <td className="dim">
                    <bdi className="cut" title={column.samples.join("\n")}>
                      {column.samples.join(" · ")}
                    </bdi>
                  </td>
                  <td>
                    <Becomes
                      column={column}
                      renames={renames}
                      onChoose={(value) => set(column.name, value)}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      ))}
    </div>
  );
}

interface BecomesProps {
  column: ColumnView;
  renames: Renames;
  onChoose: (value: string) => void;
}

function Becomes({ column, renames, onChoose }: BecomesProps) {
  const { t } = useTranslation();
  const words = useModel();
  const own = renames[column.name];
  const value = own === undefined ? KEEP : own === "" ? LEAVE : own;
  const as = column.name.trim().toLocaleLowerCase().replace(/[ -]/g, "_");
  const groups = useMemo(() => {
    const role = (id: (typeof ITEM_ROLES | typeof RELATION_ROLES)[number]) => ({
      value: id,
      label: t(`column_role.${id}`),
    });
    const attributes = (words.model?.attributes ?? []).map(({ id }) => ({
      value: id,
      label: words.attributeName(id),
    }));
    return [
      {
        group: t("columns.other"),
        items: [
          { value: KEEP, label: t("columns.keep", { name: as }) },
          { value: LEAVE, label: t("columns.leave") },
        ],
      },
      { group: t("columns.items"), items: ITEM_ROLES.map(role) },
      { group: t("columns.relationships"), items: RELATION_ROLES.map(role) },
      // A role and an attribute of one id would be two choices of one value.
      {
        group: t("item.attributes"),
        items: attributes.filter(
          ({ value: id }) => !([...ITEM_ROLES, ...RELATION_ROLES] as string[]).includes(id),
        ),
      },
    ];
  }, [t, words, as]);
  const kept = {
    role: () => t("columns.is_role"),
    attribute: () => t("columns.is_attribute", { name: words.attributeName(as) }),
    unknown: () => t("columns.is_unknown", { name: as }),
    left_out: () => t("columns.is_unread"),
  };
  return (
    <Select
      aria-label={t("columns.becomes_of", { column: column.name })}
      data={groups}
      value={value}
      searchable
      allowDeselect={false}
      onChange={(chosen) => chosen && onChoose(chosen)}
      {...(value === KEEP ? { description: kept[column.meaning]() } : {})}
      inputWrapperOrder={["input", "description"]}
    />
  );
}
