import { ActionIcon, Button } from "@mantine/core";
import { IconArrowLeft, IconArrowRight, IconChevronDown, IconChevronUp, IconX } from "@tabler/icons-react";
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OpenedEstate } from "@/bindings";
import { StartDialog } from "@/domains/estate";
import { FailureView } from "@/shared/FailureView";
import { useFormats } from "@/shared/format";
import { isTyping } from "@/shared/keys";
import { go, useRoute } from "@/shared/route";
import { closeTour, foldTour, goToStep, useDue, useTour } from "@/shared/tours";
import { Facts } from "./Facts";
import { STEPS, type StepName } from "./steps";
import "./tour.css";
import { useSampleItems, useSpot } from "./useStep";

/** The tour of the whole sample, docked below the page so that it covers nothing of what it speaks of. */
export function Tour({ estate }: { estate: OpenedEstate }) {
  const tour = useTour(estate.estate);
  if (!estate.stories || !tour) return null;
  if (tour.at === "offered") return <Offer estate={estate.estate} />;
  const step = STEPS[tour.step];
  if (tour.at !== "taking" || !step) return null;
  return <Taking estate={estate.estate} place={tour.step} isFolded={tour.folded === true} />;
}

/** Gives back the focus to the page, as closing a dialog does. */
function leave(estate: string, at: Parameters<typeof closeTour>[1]): void {
  closeTour(estate, at);
  document.getElementById("main")?.focus({ preventScroll: true });
}

/** Takes the focus when it is due: whoever hears the screen hears the step. */
function useDueFocus() {
  const { due, set } = useDue();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (due !== "focus") return;
    // The palette and the page give the focus away when they close and come: the panel is the last to have it.
    const timer = setTimeout(() => {
      heading.current?.focus({ preventScroll: true });
      set(null);
    }, 0);
    return () => clearTimeout(timer);
  }, [due, set]);
  return heading;
}

interface PanelProps {
  heading: Ref<HTMLHeadingElement>;
  count?: string;
  title: string;
  buttons: ReactNode;
  children: ReactNode;
  onKey: (key: string) => void;
}

function Panel({ heading, count, title, buttons, children, onKey }: PanelProps) {
  const id = useId();
  const press = (event: KeyboardEvent) => {
    const { nativeEvent } = event;
    const isHeld = event.metaKey || event.ctrlKey || event.altKey || event.shiftKey;
    if (isHeld || isTyping(nativeEvent) || !KEYS.has(event.key)) return;
    event.preventDefault();
    // What the page does with the same key is not meant.
    event.stopPropagation();
    onKey(event.key);
  };
  return (
    <section className="tour" aria-labelledby={id} onKeyDown={press}>
      <header>
        <h2 id={id} ref={heading} tabIndex={-1} aria-describedby={`${id}-text`}>
          {count && <span className="tour-count dim">{count}</span>} {title}
        </h2>
        <div className="row">{buttons}</div>
      </header>
      <div className="tour-body" id={`${id}-text`}>
        {children}
      </div>
    </section>
  );
}

const KEYS = new Set(["Escape", "ArrowLeft", "ArrowRight"]);

/** Asks once, of an estate that was just made, whether somebody wants to be shown around. */
function Offer({ estate }: { estate: string }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const heading = useDueFocus();
  return (
    <Panel
      heading={heading}
      title={t("tour.offer_title")}
      onKey={(key) => key === "Escape" && leave(estate, "later")}
      buttons={
        <>
          <Button variant="default" onClick={() => leave(estate, "later")}>
            {t("tour.later")}
          </Button>
          <Button onClick={() => goToStep(estate, 0)}>{t("tour.take")}</Button>
        </>
      }
    >
      <p>{t("tour.offer_text", { value: number(STEPS.length) })}</p>
    </Panel>
  );
}

interface TakingProps {
  estate: string;
  /** Which step, counted from 0. */
  place: number;
  isFolded: boolean;
}

function Taking({ estate, place, isFolded }: TakingProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const step = STEPS[place] ?? STEPS[0];
  const { items, isMissing, error } = useSampleItems(step.items);
  const keys = items?.map(({ reference }) => reference.key) ?? [];
  const address = items ? placeOf(step, keys) : null;
  const isThere = useArrived(address);
  useArrival(address, isThere || error !== null);
  const heading = useDueFocus();
  useSpot(isThere ? step.spot : null);
  const isLast = place === STEPS.length - 1;
  const next = () => (isLast ? leave(estate, "over") : goToStep(estate, place + 1));
  const back = () => place > 0 && goToStep(estate, place - 1);
  const onKey = (key: string) => {
    if (key === "Escape") leave(estate, "left");
    else if (key === "ArrowLeft") back();
    // Whoever holds the key down stays in the tour.
    else if (!isLast) next();
  };
  const Fold = isFolded ? IconChevronUp : IconChevronDown;
  return (
    <Panel
      heading={heading}
      count={t("tour.step_of", { step: number(place + 1), total: number(STEPS.length) })}
      title={t(`tour.${step.name}_title`)}
      onKey={onKey}
      buttons={
        <>
          {address !== null && !isThere && (
            <Button variant="default" onClick={() => go(address)}>
              {t("tour.show")}
            </Button>
          )}
          <Button
            variant="default"
            disabled={place === 0}
            onClick={back}
            leftSection={<IconArrowLeft size={14} aria-hidden="true" />}
          >
            {t("tour.back")}
          </Button>
          <Button onClick={next} rightSection={!isLast && <IconArrowRight size={14} aria-hidden="true" />}>
            {isLast ? t("tour.finish") : t("tour.next")}
          </Button>
          <ActionIcon
            aria-label={isFolded ? t("tour.unfold") : t("tour.fold")}
            title={isFolded ? t("tour.unfold") : t("tour.fold")}
            aria-expanded={!isFolded}
            onClick={() => foldTour(estate, !isFolded)}
          >
            <Fold size={16} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            aria-label={t("tour.leave")}
            title={t("tour.leave")}
            onClick={() => leave(estate, "left")}
          >
            <IconX size={16} aria-hidden="true" />
          </ActionIcon>
        </>
      }
    >
      {!isFolded && <Said name={step.name} isMissing={isMissing} error={error} />}
    </Panel>
  );
}

function placeOf(step: (typeof STEPS)[number], keys: string[]): string {
  const place: (...keys: string[]) => string = step.place;
  return place(...keys);
}

/** Returns whether a person is where a step leads. */
function useArrived(address: string | null): boolean {
  useRoute();
  return address !== null && window.location.hash === address;
}

/** Goes where a step leads, once it is known where that is, and then takes the focus. */
function useArrival(address: string | null, isOver: boolean): void {
  const { due, set } = useDue();
  useEffect(() => {
    if (due !== "go") return;
    // The page takes the focus when it comes, the panel after it.
    if (isOver) set("focus");
    else if (address !== null) go(address);
  }, [due, address, isOver, set]);
}

function Said({ name, isMissing, error }: { name: StepName; isMissing: boolean; error: unknown }) {
  const { t } = useTranslation();
  const [isDoor, setDoor] = useState(false);
  if (isMissing) {
    return (
      <>
        <p>{t("tour.missing")}</p>
        <Button variant="default" onClick={() => setDoor(true)}>
          {t("start.sample_go")}
        </Button>
        <StartDialog door={isDoor ? "sample" : null} onClose={() => setDoor(false)} />
      </>
    );
  }
  if (error) return <FailureView error={error} />;
  return (
    <>
      <p>{t(`tour.${name}_text`)}</p>
      <Facts name={name} />
    </>
  );
}
