export { BulkEdit } from "./BulkEdit";
export { ConnectDialog, type End } from "./ConnectDialog";
export { ItemForm } from "./ItemForm";
export { NeedForm } from "./NeedForm";
export { useUndo } from "./recorded";
export { StageBar } from "./StageBar";
export { useSaid } from "./said";
export { countOf, placeOfRelation, type Staged, useStaged } from "./staged";
