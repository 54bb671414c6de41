export { BulkEdit } from "./BulkEdit";
export { ItemForm } from "./ItemForm";
export { StageBar } from "./StageBar";
export { useStaged } from "./staged";
