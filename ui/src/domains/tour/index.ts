export { Tour } from "./Tour";
export { TourOffer } from "./TourOffer";
