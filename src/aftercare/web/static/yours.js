// A file that is larger than fits is told at once, before it is sent.
for (const field of document.querySelectorAll("input[type=file][data-most]")) {
  field.addEventListener("change", () => {
    const large = (field.files[0]?.size ?? 0) > Number(field.dataset.most) * 2 ** 20;
    document.getElementById("too-large").hidden = !large;
    field.setCustomValidity(large ? document.getElementById("too-large").textContent : "");
  });
}
