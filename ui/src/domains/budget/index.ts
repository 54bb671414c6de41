export { Budgets } from "./Budgets";
export { ChangeExposure } from "./ChangeExposure";
export { ServiceBudget } from "./ServiceBudget";
