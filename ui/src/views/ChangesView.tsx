import { ChangePage, ChangesList } from "@/domains/change";
import { useRoute } from "@/shared/route";

export default function ChangesView() {
  const [, id, part] = useRoute().parts;
  return id === undefined ? <ChangesList /> : <ChangePage key={id} id={id} part={part} />;
}
