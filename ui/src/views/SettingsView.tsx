import { ActionIcon, Button, SegmentedControl, Select, Tabs, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Care } from "@/domains/care";
import { useDesk, useSavedViews } from "@/domains/estate";
import { LANGUAGE_NAMES, LANGUAGES, type Language } from "@/i18n";
import { Empty } from "@/shared/Empty";
import { useFormats } from "@/shared/format";
import { go, to, useRoute } from "@/shared/route";
import { Section } from "@/shared/Section";
import { type Density, type SavedView, type Scheme, useSettings } from "@/shared/settings";

const SCHEMES: Scheme[] = ["auto", "light", "dark"];
const DENSITIES: Density[] = ["dense", "comfortable"];

export default function SettingsView() {
  const { t } = useTranslation();
  const part = useRoute().parts[1] === "care" ? "care" : "look";
  return (
    <div className="page">
      <h1>{t("settings.title")}</h1>
      <Tabs
        value={part}
        onChange={(value) => go(to(value === "care" ? ["settings", "care"] : ["settings"]))}
        keepMounted={false}
      >
        <Tabs.List aria-label={t("care.tabs")}>
          <Tabs.Tab value="look">{t("settings.look")}</Tabs.Tab>
          <Tabs.Tab value="care">{t("care.title")}</Tabs.Tab>
        </Tabs.List>
        <div style={{ paddingTop: 16 }}>
          <Tabs.Panel value="look">
            <div className="settings-grid">
              <Look />
              <About />
              <Views />
              <Shapes />
            </div>
          </Tabs.Panel>
          <Tabs.Panel value="care">
            <Care />
          </Tabs.Panel>
        </div>
      </Tabs>
    </div>
  );
}

function Look() {
  const { t } = useTranslation();
  const { language, scheme, density, set } = useSettings();
  return (
    <Section title={t("settings.look")}>
      <div className="stack">
        <Select
          label={t("shell.language")}
          data={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          value={language}
          onChange={(value) => value && set({ language: value as Language })}
          allowDeselect={false}
          maw={280}
        />
        <div>
          <p className="field-name" id="settings-theme">
            {t("shell.theme")}
          </p>
          <SegmentedControl
            aria-labelledby="settings-theme"
            data={SCHEMES.map((value) => ({ value, label: t(`shell.theme_${value}`) }))}
            value={scheme}
            onChange={(value) => set({ scheme: value as Scheme })}
          />
        </div>
        <div>
          <p className="field-name" id="settings-density">
            {t("shell.density")}
          </p>
          <SegmentedControl
            aria-labelledby="settings-density"
            data={DENSITIES.map((value) => ({ value, label: t(`shell.${value}`) }))}
            value={density}
            onChange={(value) => set({ density: value as Density })}
          />
        </div>
      </div>
    </Section>
  );
}

function About() {
  const { t } = useTranslation();
  const { data } = useDesk();
  if (!data) return null;
  const facts = [
    [t("settings.actor"), data.actor, t("settings.actor_hint")],
    [t("settings.estate"), data.estate?.name ?? "–", data.estate?.path ?? ""],
    [t("settings.version"), data.version, ""],
  ] as const;
  return (
    <Section title={t("settings.about")}>
      <dl className="facts">
        {facts.map(([name, value, note]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="said">
              <bdi>{value}</bdi>
              {note && <div className="dim">{note}</div>}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Views() {
  const { t } = useTranslation();
  const { views, open, remove, rename } = useSavedViews();
  return (
    <Section title={t("settings.views")} count={views.length}>
      {views.length === 0 ? (
        <Empty>{t("settings.no_views")}</Empty>
      ) : (
        <ul className="bare">
          {views.map((view) => (
            <View
              key={view.name}
              view={view}
              onOpen={() => open(view)}
              onRename={(name) => rename(view.name, name)}
              onRemove={() => remove(view.name)}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

interface ViewProps {
  view: SavedView;
  onOpen: () => void;
  onRename: (name: string) => void;
  onRemove: () => void;
}

function View({ view, onOpen, onRename, onRemove }: ViewProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(view.name);
  return (
    <li className="row" style={{ padding: "3px 0" }}>
      <TextInput
        className="grow"
        aria-label={t("settings.rename", { name: view.name })}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={() => name.trim() !== view.name && onRename(name)}
      />
      <span className="tag">{t(`shell.${view.place}`)}</span>
      <Button variant="default" onClick={onOpen}>
        {t("common.open")}
      </Button>
      <ActionIcon aria-label={t("items.delete_view", { name: view.name })} onClick={onRemove}>
        <IconTrash size={14} />
      </ActionIcon>
    </li>
  );
}

function Shapes() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { shapes, set } = useSettings();
  const count = Object.keys(shapes).length;
  return (
    <Section title={t("settings.shapes")} count={number(count)}>
      <p className="dim" style={{ marginTop: 0 }}>
        {t("settings.shapes_hint")}
      </p>
      <Button variant="default" disabled={count === 0} onClick={() => set({ shapes: {} })}>
        {t("settings.forget_shapes")}
      </Button>
    </Section>
  );
}
