export { useDesk, useEstate } from "./desk";
export { Home } from "./Home";
export { SavedViews } from "./SavedViews";
export { Start, StartDialog } from "./Start";
export { useSavedViews } from "./views";
