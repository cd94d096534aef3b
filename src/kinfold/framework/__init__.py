"""An authority looks at itself against the implementation framework, rater by rater."""
