package dev.visor.redaction.worker;

import dev.visor.redaction.geometry.Outline;
import dev.visor.redaction.geometry.ViewFrame;
import dev.visor.redaction.render.ViewShape;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The gateway's half of the pipe: orders. */
final class Orders {

    private Orders() {}

    static void write(DataOutputStream out, RedactionOrder order) throws IOException {
        ViewRules rules = order.rules();
        out.writeByte(Wire.REDACT);
        Wire.uuid(out, order.asset());
        out.writeInt(order.generation());
        out.writeUTF(rules.shape().label());
        out.writeDouble(rules.margin());
        out.writeInt(rules.longestSide());
        out.writeInt(rules.smallestFace());
        out.writeByte(rules.fill());
        out.writeBoolean(rules.aligned());
        out.writeInt(order.claims().size());
        for (Claim claim : order.claims()) {
            out.writeInt(claim.row());
            Wire.box(out, claim.box());
        }
        Wire.places(out, order.places());
    }

    static RedactionOrder readRedaction(DataInputStream in) throws IOException {
        UUID asset = Wire.uuid(in);
        int generation = in.readInt();
        ViewRules rules = new ViewRules(
                ViewShape.labelled(in.readUTF()),
                in.readDouble(),
                in.readInt(),
                in.readInt(),
                in.readUnsignedByte(),
                in.readBoolean());
        int count = Wire.count(in, RedactionOrder.MOST_CLAIMS);
        List<Claim> claims = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            claims.add(new Claim(in.readInt(), Wire.box(in)));
        }
        return new RedactionOrder(asset, generation, claims, rules, Wire.places(in));
    }

    static void writeRender(DataOutputStream out, RenderOrder order) throws IOException {
        write(out, Wire.RENDER, order);
    }

    static void writeDraw(DataOutputStream out, DrawOrder order) throws IOException {
        write(out, Wire.DRAW, order.view());
        Wire.places(out, order.places());
    }

    static DrawOrder readDraw(DataInputStream in) throws IOException {
        return new DrawOrder(readRender(in), Wire.places(in));
    }

    private static void write(DataOutputStream out, int kind, RenderOrder order) throws IOException {
        out.writeByte(kind);
        Wire.outline(out, order.outline());
        Wire.outlines(out, order.exclusions());
        Wire.frame(out, order.frame());
        out.writeByte(order.fill());
    }

    static void writeBlank(DataOutputStream out, BlankOrder order) throws IOException {
        out.writeByte(Wire.BLANK);
        Wire.outlines(out, order.hidden());
        out.writeByte(order.fill());
    }

    static BlankOrder readBlank(DataInputStream in) throws IOException {
        return new BlankOrder(Wire.outlines(in, new Allowance("corners", Wire.MOST_CORNERS)), in.readUnsignedByte());
    }

    static RenderOrder readRender(DataInputStream in) throws IOException {
        Allowance corners = new Allowance("corners", Wire.MOST_CORNERS);
        Outline outline = Wire.outline(in, corners);
        List<Outline> exclusions = Wire.outlines(in, corners);
        ViewFrame frame = Wire.frame(in);
        return new RenderOrder(outline, exclusions, frame, in.readUnsignedByte());
    }
}
