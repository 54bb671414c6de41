import {
  IconArrowsExchange,
  IconBookmarks,
  IconCategory,
  IconFileImport,
  IconGitPullRequest,
  IconHistory,
  IconHome,
  IconShieldHalf,
  IconSitemap,
  IconTable,
  IconUrgent,
} from "@tabler/icons-react";

/** The places of the left rail; the first part of the address names them. */
export const PLACES = [
  { part: "", word: "home", icon: IconHome, keys: "g h" },
  { part: "items", word: "items", icon: IconTable, keys: "g i" },
  { part: "map", word: "map", icon: IconSitemap, keys: "g m" },
  { part: "impact", word: "impact", icon: IconArrowsExchange, keys: null },
  { part: "outage", word: "outage", icon: IconUrgent, keys: "g o" },
  { part: "weak", word: "weak", icon: IconShieldHalf, keys: "g w" },
  { part: "changes", word: "changes", icon: IconGitPullRequest, keys: "g c" },
  { part: "baselines", word: "baselines", icon: IconBookmarks, keys: "g b" },
  { part: "import", word: "import", icon: IconFileImport, keys: null },
  { part: "audit", word: "audit", icon: IconHistory, keys: "g a" },
  { part: "types", word: "types", icon: IconCategory, keys: null },
] as const;
