export { WeakPoints } from "./WeakPoints";
