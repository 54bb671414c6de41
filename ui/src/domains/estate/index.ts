export { useDesk, useEstate } from "./desk";
export { Home } from "./Home";
export { Migrated } from "./Migrated";
export { SavedViews } from "./SavedViews";
export { Start, StartDialog } from "./Start";
export { useSavedViews } from "./views";
