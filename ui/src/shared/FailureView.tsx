import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CallFailure, HostUnreachable } from "@/platform/failure";
import { useFormats } from "./format";

/** What failed, what was not changed, what to do: for every error, in one form. */
export function FailureView({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  const said = useSaid(error);
  return (
    <div className="failure" role="alert">
      <h2 className="row">
        <IconAlertTriangle size={16} aria-hidden="true" />
        {said.title}
      </h2>
      <dl>
        {said.what !== said.title && (
          <>
            <dt>{t("failure.what")}</dt>
            <dd className="said">{said.what}</dd>
          </>
        )}
        {said.reasons.length > 0 && (
          <>
            <dt>{t("failure.reasons")}</dt>
            <dd>
              <ul style={{ margin: 0, paddingInlineStart: 16 }}>
                {said.reasons.map((reason) => (
                  <li key={reason}>{reason}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
        <dt>{t("failure.unchanged")}</dt>
        <dd>
          {error instanceof HostUnreachable ? t("failure.maybe_changed") : t("failure.nothing_changed")}
        </dd>
        <dt>{t("failure.todo")}</dt>
        <dd>{said.advice}</dd>
      </dl>
      {said.detail && (
        <details>
          <summary className="dim">{t("failure.detail")}</summary>
          <p className="mono said">{said.detail}</p>
        </details>
      )}
      {retry && (
        <Button mt="sm" variant="default" onClick={retry}>
          {t("common.retry")}
        </Button>
      )}
    </div>
  );
}

interface Said {
  title: string;
  what: string;
  reasons: string[];
  advice: string;
  detail: string;
}

function useSaid(error: unknown): Said {
  const { t } = useTranslation();
  const formats = useFormats();
  if (error instanceof CallFailure) {
    const { code, sentence, reasons, detail } = error.failure;
    return {
      title: t(`failure.title.${code}`),
      what: formats.sentence(sentence),
      reasons: reasons.map(formats.sentence),
      advice: t(`failure.advice.${code}`),
      detail,
    };
  }
  const reasons: string[] = [];
  if (error instanceof HostUnreachable) {
    const title = t("failure.unreachable");
    return {
      title,
      what: title,
      reasons,
      advice: t("failure.unreachable_todo"),
      detail: String(error.cause),
    };
  }
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    title: t("failure.broken"),
    what: t("failure.broken"),
    reasons,
    advice: t("failure.broken_todo"),
    detail,
  };
}

interface BoundaryState {
  error: unknown;
}

interface BoundaryProps {
  children: ReactNode;
  where: string;
  /** Forgets what failed, so that another try is one. */
  onFailure?: () => void;
}

/** Keeps an error of one part of the screen inside that part. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { error };
  }

  override componentDidCatch(): void {
    this.props.onFailure?.();
  }

  override componentDidUpdate(before: { where: string }): void {
    if (before.where !== this.props.where && this.state.error !== null) this.setState({ error: null });
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <div style={{ padding: 16 }}>
        <FailureView error={this.state.error} retry={() => this.setState({ error: null })} />
      </div>
    );
  }
}
