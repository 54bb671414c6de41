import { ImportWizard } from "@/domains/exchange";

export default function ImportView() {
  return <ImportWizard />;
}
