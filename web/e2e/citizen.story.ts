import { expect, test } from "vitest";
import { setStage } from "./stage";

// A citizen on a phone, with scripts turned off: from the report to the rating.

const stage = setStage({ profile: "profiles/qingshui" });

const kPhone = { width: 390, height: 844 };

test("without scripts: report, keep the slip, follow, rate", async () => {
  const context = await stage.browser.newContext({
    viewport: kPhone,
    javaScriptEnabled: false,
    locale: "zh-CN",
  });
  const page = await context.newPage();
  await page.goto(`${stage.site}/`);
  await page.getByRole("link", { name: /反映诉求/ }).click();
  await page.getByLabel("发生了什么？").fill("小区门口井盖坏了，夜里骑车很危险");
  await page.getByLabel("在哪里？").fill("东门");
  await page.getByLabel("联系电话").fill("10012340000");
  await page.getByRole("button", { name: "提交" }).click();
  const number = (await page.locator("#number").textContent()) ?? "";
  expect(number).toMatch(/^\d{15}$/);
  expect(await page.locator("#code").textContent()).toMatch(/^\d{8}$/);
  await page.getByRole("button", { name: "查看进度" }).click();
  await page.getByText("已受理").waitFor();

  const staff = await stage.api("supervisor");
  const units = (await staff.get<{ units: { code: string }[] }>("/api/v1/city")).units.map(
    (unit) => unit.code,
  );
  const officers = units.map((code) => `unit_officer.${code.toLowerCase()}`);
  const officer = await firstWhoSignsIn(officers);
  await staff.post(`/api/v1/cases/${number}/dispatch`, { lead: officer.unit });
  await officer.api.post(`/api/v1/cases/${number}/acknowledge`);
  await officer.api.post(`/api/v1/cases/${number}/contact`, { reached: true, note: "已联系" });
  await officer.api.post(`/api/v1/cases/${number}/finish`, {
    substantiated: "yes",
    solved: "yes",
    done: "更换井盖",
    reply: "井盖已经换好，请放心通行",
  });
  await staff.post(`/api/v1/cases/${number}/review`, { accept: true });

  await page.reload();
  await page.getByText("井盖已经换好，请放心通行").waitFor();
  const rating = page.getByRole("button", { name: "提交评价" });
  if (await rating.isVisible()) {
    await page.getByLabel("解决了", { exact: true }).check();
    await page.getByLabel("满意", { exact: true }).check();
    await rating.click();
    await page.getByText("您评价了办理结果").waitFor();
  }
  await context.close();
});

test("without scripts: see what others near have reported, and join it", async () => {
  const staff = await stage.api("supervisor");
  const { places, categories } = await staff.get<City>("/api/v1/city");
  const street = places.find((each) => each.kind === "street") ?? places[0];
  const category = categories.find((each) => each.usual_type === "complaint") ?? categories[0];
  const agent = await stage.api("agent");
  const first = await agent.post<{ id: string }>("/api/v1/cases", {
    channel: "phone",
    type: "complaint",
    category: category?.code,
    place: street?.code,
    caller: { name: "测试来电人", phone: "10012340008" },
    narrative: { title: "别人说的话", content: "别人家门口的事" },
  });
  const context = await stage.browser.newContext({ viewport: kPhone, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${stage.site}/near`);
  await page.getByLabel("区和街道").selectOption(street?.code ?? "");
  await page.getByRole("button", { name: "查看" }).click();
  const line = page.getByRole("listitem").filter({ has: page.locator(`a[href*="join=${first.id}"]`) });
  await line
    .getByText(category?.name ?? "")
    .first()
    .waitFor();
  expect(await page.content()).not.toContain("别人");
  await line.getByRole("link", { name: "我也遇到了" }).click();
  await page.getByText("您也遇到了这件事").waitFor();
  await page.getByLabel("发生了什么？").fill("我家门口也一样");
  await page.getByRole("button", { name: "提交" }).click();
  const number = await page.locator("#number").textContent();
  await page.getByRole("button", { name: "查看进度" }).click();
  await page.getByText("已与相同诉求合并办理").waitFor();
  await context.close();
  const view = await staff.get<{ merged_children: string[] }>(`/api/v1/cases/${first.id}`);
  expect(view.merged_children).toEqual([number]);

  const reader = await stage.visitor(kPhone);
  await reader.page.goto(`${stage.site}/near?place=${street?.code}`);
  await reader.page.getByRole("link", { name: "我也遇到了" }).first().waitFor();
  expect(await reader.barriers()).toEqual([]);
  await reader.picture("citizen-near");
});

interface City {
  places: { code: string; kind: string }[];
  categories: { code: string; name: string; usual_type: string }[];
}

test("each page is readable by everybody, and small", async () => {
  const citizen = await stage.visitor(kPhone);
  const { page } = citizen;
  for (const [path, name] of [
    ["/report", "citizen-report"],
    ["/follow", "citizen-follow"],
    ["/near", "citizen-near-ask"],
    ["/report?lang=en&large=1", "citizen-report-large"],
  ] as const) {
    let bytes = 0;
    page.on("response", async (reply) => {
      bytes += Number((await reply.allHeaders())["content-length"] ?? 0);
    });
    await page.goto(stage.site + path);
    expect(await citizen.barriers()).toEqual([]);
    expect(bytes).toBeLessThan(100_000);
    await citizen.picture(name);
  }
  await page.goto(`${stage.site}/report`);
  await page.getByLabel("发生了什么？").fill("写到一半");
  await page.reload();
  expect(await page.getByLabel("发生了什么？").inputValue()).toBe("写到一半");
});

async function firstWhoSignsIn(logins: string[]) {
  for (const login of logins) {
    try {
      const api = await stage.api(login);
      return { api, unit: (await api.get<{ unit: string }>("/api/v1/me")).unit };
    } catch {
      // That unit has nobody in the demo.
    }
  }
  throw new Error("no officer signs in");
}
