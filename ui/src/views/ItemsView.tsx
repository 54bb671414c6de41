import { Explorer, ItemPage } from "@/domains/item";
import { useRoute } from "@/shared/route";

export default function ItemsView() {
  const [, item] = useRoute().parts;
  return item === undefined ? <Explorer /> : <ItemPage key={item} item={item} />;
}
