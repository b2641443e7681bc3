// What makes the forms kinder where scripts run; everything works without. Nothing typed is lost on a bad line, and
// a photo goes up as large as a screen needs.
const kSideMax = 2000;
const kDraft = "liandong.report";

const form = document.querySelector('form[action^="/report"]');

function keepDraft(fields) {
  try {
    const kept = JSON.parse(localStorage.getItem(kDraft) ?? "{}");
    for (const field of fields) if (!field.value && kept[field.name]) field.value = kept[field.name];
    form.addEventListener("input", () => {
      localStorage.setItem(kDraft, JSON.stringify(Object.fromEntries(fields.map((each) => [each.name, each.value]))));
    });
  } catch {
    // Private windows keep nothing; the form works all the same.
  }
}

async function smaller(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, kSideMax / Math.max(picture.width, picture.height));
  if (scale === 1 && file.size < 2_000_000) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
  return new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" });
}

if (form) {
  keepDraft([...form.querySelectorAll("textarea, input[type=tel], #address, #name")]);
  // What others have reported, on the street that is chosen here.
  const near = form.querySelector("#near");
  form.querySelector("#place")?.addEventListener("change", (event) => {
    const address = new URL(near.href);
    address.searchParams.set("place", event.target.value);
    near.href = address.href;
  });
  const photos = form.querySelector("#photos");
  photos?.addEventListener("change", async () => {
    const chosen = new DataTransfer();
    for (const file of photos.files) chosen.items.add(await smaller(file).catch(() => file));
    photos.files = chosen.files;
  });
}
// The slip is on the page: the draft has done its work.
if (document.querySelector(".slip")) localStorage.removeItem(kDraft);
