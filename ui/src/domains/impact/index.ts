export { Impact } from "./Impact";
