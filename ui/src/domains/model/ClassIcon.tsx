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

interface GroupIconProps {
  group: string;
  /** The word of the type, when it does not stand beside the icon. */
  name?: string;
  size?: number;
}

/** The icon of a group. */
export function GroupIcon({ group, name, size = 15 }: GroupIconProps) {
  const Icon = ICONS[group] ?? IconBox;
  const named = name ? { role: "img", "aria-label": name } : { "aria-hidden": true };
  return (
    <span title={name} style={{ display: "inline-flex", flex: "none" }}>
      <Icon size={size} stroke={1.6} color="var(--dim)" {...named} />
    </span>
  );
}

/** The icon of a type's group. The word stands beside it, or is its title. */
export function ClassIcon({ id, size, titled }: { id: string; size?: number; titled?: boolean }) {
  const { groupOf, className } = useModel();
  return (
    <GroupIcon group={groupOf(id)} {...(size ? { size } : {})} {...(titled ? { name: className(id) } : {})} />
  );
}
