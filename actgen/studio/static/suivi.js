// While something goes on, the page asks again where it is.

setInterval(() => document.querySelector("form[data-suivi]")?.requestSubmit(), 300);
