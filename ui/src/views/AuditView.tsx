import { Audit } from "@/domains/audit";

export default function AuditView() {
  return <Audit />;
}
