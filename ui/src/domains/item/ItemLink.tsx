import type { ItemRef } from "@/bindings";
import { ClassIcon } from "@/domains/model";
import { to } from "@/shared/route";

/** Leads to an item, in the form in which it is recognised everywhere. */
export function ItemLink({
  item,
  withKey,
}: {
  item: Pick<ItemRef, "id" | "key" | "name" | "class">;
  withKey?: boolean;
}) {
  return (
    <a className="item-link" href={to(["items", item.key])}>
      <ClassIcon id={item.class} titled />
      <bdi className="cut" title={item.name}>
        {item.name}
      </bdi>
      {withKey && <span className="dim mono">{item.key}</span>}
    </a>
  );
}
