import { useFormats } from "./format";
import { to } from "./route";

interface RecordHead {
  seq: number;
  recorded_at: string;
  actor: string;
  change?: string | null;
  reason: string;
  said?: string | null;
}

/** The fields of a row about a record: its number, when, who, and what it was for. */
export function RecordCells({ own }: { own: RecordHead }) {
  const { number, moment } = useFormats();
  const what = own.said ?? own.reason;
  return (
    <>
      <td className="number">
        <a href={to(["audit"], { text: what })}>{number(own.seq)}</a>
      </td>
      <td>
        <time dateTime={own.recorded_at}>{moment(own.recorded_at)}</time>
      </td>
      <td>
        <bdi>{own.actor}</bdi>
      </td>
      <td className="said">
        {own.change && (
          <>
            <a href={to(["changes", own.change])}>{own.change}</a>{" "}
          </>
        )}
        <bdi>{what}</bdi>
      </td>
    </>
  );
}
