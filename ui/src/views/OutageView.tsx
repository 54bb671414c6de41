import { Outage, OutageRecord, OutageRecords } from "@/domains/outage";
import { useRoute } from "@/shared/route";

export default function OutageView() {
  const { parts, query } = useRoute();
  const [, part] = parts;
  if (part === undefined) return <Outage />;
  return part === "records" ? (
    <OutageRecords item={query.get("new")} />
  ) : (
    <OutageRecord key={part} id={part} />
  );
}
