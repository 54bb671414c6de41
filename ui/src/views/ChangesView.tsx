import { ChangePage, ChangesList } from "@/domains/change";
import { WhatIfPage, WhatIfs } from "@/domains/what-if";
import { useRoute } from "@/shared/route";

export default function ChangesView() {
  const [, id, part, about] = useRoute().parts;
  if (id === "what-if")
    return part === undefined ? <WhatIfs /> : <WhatIfPage key={part} id={part} part={about} />;
  return id === undefined ? <ChangesList /> : <ChangePage key={id} id={id} part={part} />;
}
