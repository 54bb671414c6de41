import { WeakPoints } from "@/domains/weak";

export default function WeakView() {
  return <WeakPoints />;
}
