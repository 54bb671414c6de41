import { Baselines, Compare } from "@/domains/baseline";
import { useRoute } from "@/shared/route";

export default function BaselinesView() {
  return useRoute().parts[1] === "compare" ? <Compare /> : <Baselines />;
}
