import { expect, it } from "vitest";
import { migrate } from "./settings";

it("brings views of an earlier version along, as places", () => {
  const former = {
    language: "zh-HK",
    views: { e1: [{ name: "Servers", filter: "class:server", text: "", sort: "-name", columns: ["name"] }] },
  };
  expect(migrate(former)).toEqual({
    language: "zh-HK",
    saved: {
      e1: [
        {
          name: "Servers",
          place: "items",
          address: "#/items?filter=class%3Aserver&sort=-name",
          columns: ["name"],
        },
      ],
    },
  });
  const tabs = [
    { address: "#/items/A-1", title: "One A-1" },
    { address: "#/impact?out=A-1", title: "Impact" },
  ];
  expect(migrate({ tabs: { e1: tabs } })).toEqual({
    tabs: {
      e1: [
        { address: "#/items/A-1", names: ["One A-1"] },
        { address: "#/impact?out=A-1", names: [] },
      ],
    },
  });
  expect(migrate({ language: "en" })).toEqual({ language: "en" });
  expect(migrate(null)).toEqual({});
});
