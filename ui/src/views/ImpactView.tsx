import { Impact } from "@/domains/impact";

export default function ImpactView() {
  return <Impact />;
}
