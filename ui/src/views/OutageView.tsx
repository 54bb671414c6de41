import { Outage } from "@/domains/outage";

export default function OutageView() {
  return <Outage />;
}
