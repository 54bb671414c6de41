import {
  IconAppWindow,
  IconBox,
  IconBuilding,
  IconCertificate,
  IconCloudComputing,
  IconDatabase,
  IconFileText,
  IconLayoutGrid,
  IconNetwork,
  IconPackage,
  IconRouter,
  IconServer,
  IconStack2,
  IconUsersGroup,
} from "@tabler/icons-react";
import { useModel } from "./useModel";

/** One icon for each group of the catalogue that Cairn ships; a group that an estate adds has the plain one. */
const ICONS: Record<string, typeof IconBox> = {
  service: IconCloudComputing,
  application_group: IconAppWindow,
  data: IconDatabase,
  compute: IconServer,
  network: IconNetwork,
  storage: IconStack2,
  facility: IconBuilding,
  edge: IconRouter,
  security: IconCertificate,
  software: IconPackage,
  organisation_group: IconUsersGroup,
  logical: IconLayoutGrid,
  document_group: IconFileText,
};

/** The icon of a type's group. The word stands beside it, or is its title. */
export function ClassIcon({ id, size = 15, titled }: { id: string; size?: number; titled?: boolean }) {
  const { groupOf, className } = useModel();
  const Icon = ICONS[groupOf(id)] ?? IconBox;
  const named = titled ? { role: "img", "aria-label": className(id) } : { "aria-hidden": true };
  return (
    <span
      className="class-icon"
      title={titled ? className(id) : undefined}
      style={{ display: "inline-flex", flex: "none" }}
    >
      <Icon size={size} stroke={1.6} color="var(--dim)" {...named} />
    </span>
  );
}
