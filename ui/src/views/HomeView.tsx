import { Home, useEstate } from "@/domains/estate";
import { TourOffer } from "@/domains/tour";

export default function HomeView() {
  const estate = useEstate();
  return (
    <>
      {estate && <TourOffer estate={estate} />}
      <Home />
    </>
  );
}
