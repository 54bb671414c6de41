import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { LANGUAGES } from "@/i18n";
import { show, wrongs } from "@/test/render";
import { Migrated } from "./Migrated";

it.each(LANGUAGES)("says once that the estate was migrated, in %s", async (language) => {
  const { container } = show(<Migrated sentence="Its back-up lies in /e/one.zip." />, {}, language);
  expect(screen.getByRole("status").textContent).toContain("/e/one.zip");
  expect(await wrongs(container)).toEqual([]);
  await userEvent.click(screen.getByRole("button"));
  expect(screen.queryByRole("status")).toBeNull();
});
