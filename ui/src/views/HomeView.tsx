import { Home } from "@/domains/estate";

export default function HomeView() {
  return <Home />;
}
