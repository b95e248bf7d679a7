"""How well a built graph agrees with hand-made annotations: precision, recall and F1 per layer."""
